// The reference for the tree: the same rows as plain text in a flat list with the same virtualizer, without tree
// semantics, expandable rows or focus.
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

const appointment = await fetch('/appointment.json').then((response) => response.json());
document.querySelector('#mount').addEventListener('click', () => {
  createRoot(document.querySelector('#root')).render(<List rows={flatten(appointment)} />);
});
document.title = 'ready';
