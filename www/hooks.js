// What the classes of the elements may call of the base, and what they may override.
export const configure = Symbol('configure');
export const call = Symbol('call');
export const extraSettings = Symbol('extra settings');
export const onSettingsSent = Symbol('the settings were sent');
export const kept = Symbol('what a later element can go on with');
export const startsFull = Symbol('whether only the full module can show it');
export const concerns = Symbol('whether what happens with a contract is of interest');
export const onEvent = Symbol('an event is about to be dispatched');
