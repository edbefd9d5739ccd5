// The form of the assembly: react-hook-form registers MUI's text fields, which hold what was typed.
import { useState } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';

import * as R from '../_shared/rules.js';

const shown = { inputLabel: { shrink: true } };

function DataFields({ fields, register, errors }) {
  return (
    <Stack spacing={2} component="fieldset">
      <Typography component="legend">Data fields</Typography>
      {fields.map((field, index) => {
        const validate = (value) => R.fieldError(field, value) || true;
        const error = errors.fields?.[index]?.message;
        return (
          <TextField
            key={field.custom_id}
            size="small"
            label={field.name}
            required={R.isRequired(field)}
            placeholder={field.placeholder ?? ''}
            error={Boolean(error)}
            helperText={error ?? field.description}
            slotProps={shown}
            {...register(`fields.${index}`, { validate })}
          />
        );
      })}
    </Stack>
  );
}

function Party({ index, register, watch, errors }) {
  const type = watch(`parties.${index}.type`);
  return (
    <Stack spacing={2}>
      <TextField select size="small" label="Type" defaultValue={type} {...register(`parties.${index}.type`)}>
        <MenuItem value="company">Company</MenuItem>
        <MenuItem value="individual">Individual</MenuItem>
      </TextField>
      {R.PARTY_FIELDS.filter(([key]) => key !== 'company' || type === 'company').map(([key, label]) => {
        const validate = (_, { parties }) => R.partyError(parties[index], key) || true;
        const error = errors.parties?.[index]?.[key]?.message;
        return (
          <TextField
            key={key}
            size="small"
            label={label}
            required={key !== 'phone'}
            error={Boolean(error)}
            helperText={error}
            slotProps={shown}
            {...register(`parties.${index}.${key}`, { validate })}
          />
        );
      })}
    </Stack>
  );
}

export function Form({ template, onBack, onDone }) {
  const { fields } = template;
  const defaultValues = { fields: fields.map(({ value }) => value), parties: [R.newParty()] };
  const { register, control, watch, handleSubmit, formState } = useForm({ defaultValues });
  const parties = useFieldArray({ control, name: 'parties' });
  const [failure, setFailure] = useState('');
  const { errors, isSubmitting } = formState;
  const create = async (typed) => {
    const values = Object.fromEntries(fields.map(({ custom_id: id }, index) => [id, typed.fields[index]]));
    try {
      onDone(await R.createContract(R.payload(template, values, typed.parties)));
    } catch (error) {
      setFailure(error.message);
    }
  };
  return (
    <form noValidate onSubmit={handleSubmit(create)}>
      <Stack spacing={2}>
        <Stack direction="row" spacing={1}>
          <strong>{template.name}</strong>
          <Button onClick={onBack}>Change</Button>
        </Stack>
        <DataFields fields={fields} register={register} errors={errors} />
        <Stack spacing={2} component="fieldset">
          <Typography component="legend">Parties</Typography>
          {parties.fields.map(({ id }, index) => (
            <Party key={id} index={index} register={register} watch={watch} errors={errors} />
          ))}
          <Button onClick={() => parties.append(R.newParty())}>Add party</Button>
        </Stack>
        {failure && <Alert severity="error">{failure}</Alert>}
        <Button type="submit" variant="contained" disabled={isSubmitting}>
          Create contract
        </Button>
      </Stack>
    </form>
  );
}
