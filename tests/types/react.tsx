// What TypeScript accepts and refuses of the React components. `@ts-expect-error` fails where there is no error.
import { ContractCard, ContractList, ContractPicker } from 'oneflow-contract-picker/react';

export const page = (
  <>
    <ContractPicker
      apiBase="/broker/v1"
      workspaceId={7001}
      onOneflowCreated={({ detail }) => detail.contractId.toFixed()}
      onOneflowBeforeCreate={(event) => event.waitUntil(Promise.resolve())}
      onOneflowStateChange={({ detail }) => detail.to === 'unavailable'}
    />
    <ContractCard contractId="1" onOneflowContractChange={({ detail }) => detail.state} />
    <ContractList
      externalId="deal-1"
      recordField="deal_id"
      onOneflowStateChange={({ detail }) => detail.to === 'listing'}
    />
    {/* @ts-expect-error The name is misspelt. */}
    <ContractPicker onOneflowCreate={() => {}} />
    {/* @ts-expect-error Only pickers create contracts. */}
    <ContractCard onOneflowCreated={() => {}} />
    {/* @ts-expect-error There is no such theme. */}
    <ContractPicker theme="blue" />
    {/* @ts-expect-error There is no such step. */}
    <ContractPicker onOneflowStateChange={({ detail }) => detail.to === 'closed'} />
  </>
);
