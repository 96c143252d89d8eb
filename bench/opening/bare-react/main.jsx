// The reference for the application: React and one request, with all data as a list, without styles, sign-in,
// translation, interaction or error handling.
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
  const [response, setResponse] = useState(null);
  useEffect(() => {
    const load = async () => setResponse(await (await fetch(`/api/v1${location.pathname}`)).json());
    void load();
  }, []);
  return response ? <Value value={response.data} /> : 'Loading';
}

createRoot(document.querySelector('#root')).render(<Appointment />);
