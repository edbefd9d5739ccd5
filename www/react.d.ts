import type { ForwardRefExoticComponent, HTMLAttributes, RefAttributes } from 'react';
import type { CardEventMap, OneflowContractCard, OneflowContractPicker, PickerEventMap } from './element.js';

type Pascal<Name extends string> = Name extends `${infer Word}-${infer Rest}` ? `${Capitalize<Word>}${Pascal<Rest>}` : Capitalize<Name>;

/** `oneflow-before-create` is `onOneflowBeforeCreate`. */
type Handlers<Events> = { [Name in keyof Events & string as `on${Pascal<Name>}`]?: (event: Events[Name]) => void };

type Settings<Element, Names extends keyof Element> = { [Name in Names]?: Element[Name] | undefined };
type Common = 'apiBase' | 'appBase' | 'credentials' | 'theme' | 'externalId' | 'loading' | 'authorize' | 'messages';
type Ids<Names extends string> = { [Name in Names]?: string | number | null | undefined };
/** `children` is for the element's slots. */
type Native = Omit<HTMLAttributes<HTMLElement>, 'dangerouslySetInnerHTML'>;

export type ContractPickerProps = Native & Handlers<PickerEventMap>
  & Settings<OneflowContractPicker, Common | 'extensionType' | 'lock' | 'actions' | 'setupUrl' | 'contractName' | 'prefill'>
  & Ids<'templateTypeId' | 'workspaceId' | 'templateId'>;

export type ContractCardProps = Native & Handlers<CardEventMap>
  & Settings<OneflowContractCard, Common | 'actions'>
  & Ids<'contractId'>;

/** `<oneflow-contract-picker>`. A ref gives the element, with its methods. Registers the tags when it is first shown. */
export const ContractPicker: ForwardRefExoticComponent<ContractPickerProps & RefAttributes<OneflowContractPicker>>;

/** `<oneflow-contract-card>`. A ref gives the element, with its methods. Registers the tags when it is first shown. */
export const ContractCard: ForwardRefExoticComponent<ContractCardProps & RefAttributes<OneflowContractCard>>;
