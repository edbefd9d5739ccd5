// The deal as data, and what of it is offered to the widget as prefill.

const deal = {
  id: 'deal-1017',
  number: 'A-1017',
  amount: '125000',
  currency: 'SEK',
  deliveryDate: '2027-01-15',
  deliveryTerms: 'DAP Malmö, Incoterms 2020',
  customerReference: 'Supply 2027',
  legacyId: '004512',
};

const company = {
  name: 'Acme AB',
  identificationNumber: '556000-0001',
  countryCode: 'SE',
  billingAddress: 'Acme AB\nHamngatan 12\n211 22 Malmö',
  paymentTerms: '30 days net',
};

const ada = {
  name: 'Ada Berg',
  email: 'ada.berg@acme.example',
  phoneNumber: '+46700000001',
  title: 'Head of Purchasing',
};
const bo = {
  name: 'Bo Ek',
  email: 'bo.ek@acme.example',
  phoneNumber: '+46700000002',
  title: 'Chief Financial Officer',
};

export const prefill = {
  fields: {
    order_no: { value: deal.number, origin: 'Deal · Number' },
    deal_id: { value: deal.id, origin: 'Deal · Id' },
    amount: { value: deal.amount, origin: 'Deal · Amount', input: 'number' },
    currency: { value: deal.currency, origin: 'Deal' },
    delivery_date: { value: deal.deliveryDate, origin: 'Deal · Delivery', input: 'date' },
    delivery_terms: { value: deal.deliveryTerms, origin: 'Deal · Delivery' },
    payment_terms: { value: company.paymentTerms, origin: 'Company · Terms' },
    customer_ref: { value: deal.customerReference, origin: 'Deal · Name' },
    contact_person: { value: ada.name, origin: 'Contact' },
    billing_address: { value: company.billingAddress, origin: 'Company · Address', input: 'multiline' },
    // No template knows this one: the widget lists it as not used.
    legacy_id: { value: deal.legacyId, origin: 'Deal · Old id' },
  },
  parties: [
    {
      type: 'company',
      name: company.name,
      identificationNumber: company.identificationNumber,
      countryCode: company.countryCode,
      participants: [ada],
    },
  ],
  people: [ada, bo],
};
