// What the application is measured against: React and one request, everything listed as it came, no styling, nothing
// to sign in to, to translate, to open or to go wrong.
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Value({ value }) {
  if (value === null || typeof value !== 'object') return String(value);
  return (
    <ul>
      {Object.entries(value).map(([name, inner]) => (
        <li key={name}>
          {name}: <Value value={inner} />
        </li>
      ))}
    </ul>
  );
}

function Appointment() {
  const [answer, setAnswer] = useState(null);
  useEffect(() => {
    const load = async () => setAnswer(await (await fetch(`/api/v1${location.pathname}`)).json());
    void load();
  }, []);
  return answer ? <Value value={answer.data} /> : 'Loading';
}

createRoot(document.querySelector('#root')).render(<Appointment />);
