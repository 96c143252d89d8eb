// What the tree is measured against: the same rows as plain text in a flat list on the same virtualiser, with no
// tree semantics, nothing to open and nothing to focus.
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { createRoot } from 'react-dom/client';

const flatten = ({ data }) =>
  data.treatments.flatMap((treatment) => [
    treatment.name,
    ...treatment.sessions.flatMap((session) => [
      `Session ${session.session_order}`,
      ...session.products.map(({ product, min_quantity }) => `${product.name} ${min_quantity}`),
    ]),
  ]);

function List({ rows }) {
  const root = useRef(null);
  const virtualizer = useWindowVirtualizer({ count: rows.length, estimateSize: () => 36, overscan: 6 });
  return (
    <div ref={root} style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
      {virtualizer.getVirtualItems().map(({ index, key, start }) => (
        <div
          data-index={index}
          data-row
          key={key}
          ref={virtualizer.measureElement}
          style={{ insetInline: 0, minHeight: 36, position: 'absolute', transform: `translateY(${start}px)` }}
        >
          {rows[index]}
        </div>
      ))}
    </div>
  );
}

const answer = await fetch('/answer.json').then((response) => response.json());
document.querySelector('#mount').addEventListener('click', () => {
  createRoot(document.querySelector('#root')).render(<List rows={flatten(answer)} />);
});
document.title = 'ready';
