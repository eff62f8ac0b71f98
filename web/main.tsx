import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/app.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { queryClient } from './app/query-client.ts';
import { styleNonce } from './app/style-nonce.ts';
import { SESSION } from './components/session.ts';
import { startTexts } from './texts/index.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the app.');
setNonce(styleNonce()); // of the styles that keep the page behind a dialog still
await Promise.all([startTexts(), queryClient.prefetchQuery({ ...SESSION, retry: false })]);
createRoot(root).render(<App />);
