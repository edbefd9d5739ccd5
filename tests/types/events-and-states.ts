// What TypeScript accepts and refuses of events and steps. `@ts-expect-error` fails where there is no error.
import type {
  CardState, ContractSummary, DiagnosticReport, EventDetail, ExtendableCustomEvent, ListState,
  OneflowContractCard, OneflowContractList, OneflowContractPicker, PickerState,
} from 'oneflow-contract-picker';

declare const picker: OneflowContractPicker;
declare const card: OneflowContractCard;
declare const list: OneflowContractList;

/** Fails unless the two types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const same = <A, B>(_: Same<A, B>): void => undefined;

same<typeof picker.state, PickerState>(true);
same<typeof card.state, CardState>(true);
same<typeof list.state, ListState>(true);
same<Exclude<ListState, PickerState | CardState>, 'listing'>(true);
same<Exclude<CardState, PickerState>, 'showing'>(true);
same<typeof picker.contract, ContractSummary | null>(true);
same<Awaited<ReturnType<typeof card.diagnose>>, DiagnosticReport>(true);

if (picker.state === 'unavailable' || card.state === 'unavailable') picker.refresh();
// @ts-expect-error A picker shows no existing contract.
if (picker.state === 'showing') picker.refresh();
// @ts-expect-error A card never lets the user choose a template.
if (card.state === 'choosing') card.refresh();
// @ts-expect-error There is no such step.
if (picker.state === 'closed') picker.refresh();
// @ts-expect-error The element alone changes its step.
picker.state = 'choosing';

// A page lets unknown steps pass.
function label(state: PickerState): string {
  switch (state) {
    case 'opening': return 'Loading';
    default: return state;
  }
}
label(picker.state);

picker.addEventListener('oneflow-created', ({ detail }) => {
  same<typeof detail.contractId, number>(true);
  same<typeof detail.externalId, EventDetail['externalId']>(true);
  // @ts-expect-error The detail has no such member.
  detail.contract;
});
picker.addEventListener('oneflow-state-change', ({ detail }) => same<typeof detail.to, PickerState>(true));
card.addEventListener('oneflow-state-change', ({ detail }) => same<typeof detail.from, CardState>(true));
picker.addEventListener('oneflow-error', ({ detail }) => same<typeof detail.stage, PickerState>(true));
card.addEventListener('oneflow-error', ({ detail }) => same<typeof detail.stage, CardState>(true));
card.addEventListener('oneflow-contract-change', ({ detail }) => same<typeof detail.state, string>(true));
picker.addEventListener('oneflow-before-create', (event) => {
  same<typeof event, ExtendableCustomEvent<EventDetail & { workspaceId: number; templateId: number }>>(true);
  event.waitUntil(Promise.resolve());
});
picker.addEventListener('oneflow-created', (event) => {
  // @ts-expect-error What has happened cannot be delayed.
  event.waitUntil(Promise.resolve());
});
picker.addEventListener('oneflow-ready', function ready() { this.reset(); }, { once: true });

// @ts-expect-error The name is misspelt.
picker.addEventListener('oneflow-create', () => {});
// @ts-expect-error Only cards follow a contract.
picker.addEventListener('oneflow-contract-change', () => {});
// @ts-expect-error Only pickers create contracts.
card.addEventListener('oneflow-created', () => {});

// What else happens on an element, and names that are known only at run time.
picker.addEventListener('click', () => {});
picker.addEventListener('partner-event', (event) => event.preventDefault());
for (const name of ['oneflow-ready', 'click'] as string[]) picker.addEventListener(name, () => {});

const listener = ({ detail }: CustomEvent<EventDetail & { dirty: boolean }>): boolean => detail.dirty;
picker.addEventListener('oneflow-cancel', listener);
picker.removeEventListener('oneflow-cancel', listener);
// @ts-expect-error The name is misspelt.
picker.removeEventListener('oneflow-canceled', listener);

// Wherever an element is expected, both fit.
const elements: HTMLElement[] = [picker, card, list];
list.addEventListener('oneflow-state-change', ({ detail }) => same<typeof detail.to, ListState>(true));
list.addEventListener('oneflow-contract-change', ({ detail }) => same<typeof detail.contractId, number>(true));
list.addEventListener('oneflow-select', ({ detail }) => same<typeof detail.contractId, number>(true));
list.addEventListener('oneflow-new', (event) => {
  same<typeof event, CustomEvent<EventDetail>>(true);
  event.preventDefault();
});
// @ts-expect-error Only lists have something to pick.
card.addEventListener('oneflow-select', () => {});
// @ts-expect-error Nobody leaves a list.
list.addEventListener('oneflow-cancel', () => {});
const created: OneflowContractCard = document.createElement('oneflow-contract-card');
export { created, elements };
