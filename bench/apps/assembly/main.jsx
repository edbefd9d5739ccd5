// What partners mostly put together: React, MUI's Autocomplete and react-hook-form.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Alert from '@mui/material/Alert';
import Autocomplete, { createFilterOptions } from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Container from '@mui/material/Container';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';

import * as R from '../_shared/rules.js';
import { Form } from './form.jsx';

// MUI draws every option, and its documentation advises a limit for long lists.
const filterOptions = createFilterOptions({ limit: 50 });
const keyOf = ({ id, workspace }) => `${workspace.id}-${id}`;

function Search({ templates, onChoose }) {
  return (
    <Autocomplete
      open
      disablePortal
      options={templates}
      filterOptions={filterOptions}
      getOptionLabel={({ name }) => name}
      getOptionKey={keyOf}
      onChange={(_, template) => template && onChoose(template)}
      renderInput={(properties) => <TextField {...properties} label="Template" placeholder="Search templates" />}
    />
  );
}

function Picker({ catalogue, onChosen }) {
  const [workspace, setWorkspace] = useState('');
  const [waiting, setWaiting] = useState(false);
  const [failure, setFailure] = useState('');
  const choose = useRef(R.chooser()).current;
  useEffect(() => choose.cancel, [choose]);
  const templates = useMemo(() => R.templatesIn(catalogue, workspace), [catalogue, workspace]);
  const onChoose = useCallback(
    (template) => {
      setWaiting(true);
      choose(template, onChosen, (error) => {
        setWaiting(false);
        setFailure(error.message);
      });
    },
    [choose, onChosen],
  );
  return (
    <Stack spacing={2}>
      <TextField select label="Workspace" value={workspace} onChange={({ target }) => setWorkspace(target.value)}>
        <MenuItem value="">All workspaces</MenuItem>
        {catalogue.workspaces.map(({ id, name }) => (
          <MenuItem key={id} value={String(id)}>
            {name}
          </MenuItem>
        ))}
      </TextField>
      {failure && <Alert severity="error">{failure}</Alert>}
      {waiting ? <p role="status">Loading…</p> : <Search templates={templates} onChoose={onChoose} />}
    </Stack>
  );
}

function App() {
  const [catalogue, setCatalogue] = useState(null);
  const [template, setTemplate] = useState(null);
  const [created, setCreated] = useState(null);
  const [failure, setFailure] = useState('');
  const load = useCallback(() => {
    setCatalogue(null);
    setTemplate(null);
    setCreated(null);
    R.loadCatalogue().then(setCatalogue, (error) => setFailure(error.message));
  }, []);
  useEffect(load, [load]);
  const content = () => {
    if (created) {
      return (
        <>
          <Alert className="done" severity="success" role="status">
            Contract created: {created.id}
          </Alert>
          <Button onClick={load}>Create another</Button>
        </>
      );
    }
    if (template) return <Form template={template} onBack={() => setTemplate(null)} onDone={setCreated} />;
    return catalogue ? <Picker catalogue={catalogue} onChosen={setTemplate} /> : <p role="status">Loading…</p>;
  };
  return (
    <Container maxWidth="sm">
      <Typography variant="h5" component="h2" gutterBottom>
        Create contract
      </Typography>
      {failure && <Alert severity="error">{failure}</Alert>}
      {content()}
    </Container>
  );
}

window.mountApp = (place) => {
  const root = createRoot(place);
  root.render(<App />);
  return () => root.unmount();
};
window.unmountApp = window.mountApp(document.getElementById('app'));
