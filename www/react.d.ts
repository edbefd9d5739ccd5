import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type {
  CardEventMap, ListEventMap, OneflowContractCard, OneflowContractList, OneflowContractPicker, PickerEventMap,
} from './element.js';

type Pascal<Name extends string> =
  Name extends `${infer Word}-${infer Rest}` ? `${Capitalize<Word>}${Pascal<Rest>}` : Capitalize<Name>;

/** `oneflow-before-create` is `onOneflowBeforeCreate`. */
type Handlers<Events> = {
  [Name in keyof Events & string as `on${Pascal<Name>}`]?: ((event: Events[Name]) => void) | undefined;
};

type Settings<Element, Names extends keyof Element> = { [Name in Names]?: Element[Name] | undefined };
type Common =
  | 'apiBase' | 'appBase' | 'credentials' | 'theme' | 'externalId' | 'loading' | 'authorize' | 'messages';
type PickerOnly =
  | 'extensionType' | 'lock' | 'actions' | 'setupUrl' | 'recordField' | 'contractName' | 'prefill' | 'draft';
type Ids<Names extends string> = { [Name in Names]?: string | number | null | undefined };
/** Pass what the element's slots show as `children`. */
type Native = Omit<HTMLAttributes<HTMLElement>, 'dangerouslySetInnerHTML'>;

export type ContractPickerProps = Native & Handlers<PickerEventMap>
  & Settings<OneflowContractPicker, Common | PickerOnly>
  & Ids<'templateTypeId' | 'workspaceId' | 'templateId'>;

export type ContractCardProps = Native & Handlers<CardEventMap>
  & Settings<OneflowContractCard, Common | 'actions'>
  & Ids<'contractId'>;

export type ContractListProps = Native & Handlers<ListEventMap>
  & Settings<OneflowContractList, Common | PickerOnly>
  & Ids<'templateTypeId' | 'workspaceId' | 'templateId'>;

type Component<Props, Element> = ForwardRefExoticComponent<Props & RefAttributes<Element>>;

/** `<oneflow-contract-picker>`. A ref gives you the element. The first component that mounts registers the tags. */
export const ContractPicker: Component<ContractPickerProps, OneflowContractPicker>;

/** `<oneflow-contract-card>`. A ref gives you the element. The first component that mounts registers the tags. */
export const ContractCard: Component<ContractCardProps, OneflowContractCard>;

/** `<oneflow-contract-list>`. A ref gives you the element. The first component that mounts registers the tags. */
export const ContractList: Component<ContractListProps, OneflowContractList>;
