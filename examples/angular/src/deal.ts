import {
  Component,
  computed,
  CUSTOM_ELEMENTS_SCHEMA,
  effect,
  type ElementRef,
  input,
  signal,
  viewChild,
} from '@angular/core';
import 'oneflow-contract-picker/define';
import type { OneflowContractPicker, PickerEventMap, Prefill } from 'oneflow-contract-picker';

import { authorize } from './session';

@Component({
  selector: 'app-deal',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @if (open()) {
      <oneflow-contract-picker
        #picker
        api-base="/oneflow/v1"
        extension-type="demo_crm"
        [attr.external-id]="order()"
        [authorize]="authorize"
        [prefill]="prefill()"
      ></oneflow-contract-picker>
    }
    <button type="button" (click)="open.set(!open())">{{ open() ? 'Close' : 'Open' }}</button>
    <output id="created">{{ contract() ? 'Contract ' + contract() : '' }}</output>
  `,
})
export class Deal {
  readonly order = input('A-1017');
  readonly open = signal(true);
  readonly contract = signal<number | undefined>(undefined);
  readonly prefill = computed<Prefill>(() => ({
    fields: { order_no: { value: this.order(), origin: 'Deal · Number' } },
    parties: [
      { type: 'company', name: 'Acme AB', participants: [{ name: 'Ada Berg', email: 'ada.berg@acme.example' }] },
    ],
  }));
  readonly authorize = authorize;
  private readonly picker = viewChild<ElementRef<OneflowContractPicker>>('picker');

  constructor() {
    // Not in the template, whose listeners Angular removes with the element: a creation ends even if the picker is
    // closed meanwhile.
    effect(() => this.picker()?.nativeElement.addEventListener('oneflow-created', this.onCreated));
  }

  private readonly onCreated = ({ detail }: PickerEventMap['oneflow-created']) => this.contract.set(detail.contractId);
}
