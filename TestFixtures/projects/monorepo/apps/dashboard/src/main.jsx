import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { Lookup } from './Lookup.jsx';

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Lookup />
  </StrictMode>,
);
