'use client';
// The elements as React components, for React 18 and 19: attributes as props, properties by ref, events as functions.
import { createElement, forwardRef, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';

import { OneflowContractCard, OneflowContractList, OneflowContractPicker, define } from './element.js';
import { own } from './own.js';

const PROPERTIES = ['authorize', 'prefill', 'messages', 'draft'];
const COMMON = ['ready', 'state-change', 'before-publish', 'published', 'open', 'error'];
const CREATING = [...COMMON, 'selection-change', 'before-create', 'created', 'draft-change'];
const PICKER = [...CREATING, 'cancel'];
const CARD = [...COMMON, 'contract-change'];
const LIST = [...CREATING, 'contract-change', 'select', 'new'];

// A server has no layout, and React 18 warns there.
const useCommit = typeof window === 'undefined' ? useEffect : useLayoutEffect;

const pascalCase = (name) => name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());

function component(type, eventNames) {
  const attributes = Object.entries(type.attributes);
  const events = eventNames.map((name) => [`oneflow-${name}`, `onOneflow${pascalCase(name)}`]);
  const ownProps = new Set([
    ...attributes.map(([, property]) => property),
    ...PROPERTIES,
    ...events.map(([, prop]) => prop),
    'className',
  ]);

  const Component = forwardRef((props, outerRef) => {
    const ref = useRef(null);
    const latestProps = useRef(props);
    const listeningElement = useRef(null);
    useImperativeHandle(outerRef, () => ref.current, []);

    useCommit(() => {
      latestProps.current = props;
      for (const name of PROPERTIES) {
        if (ref.current[name] !== own(props, name)) ref.current[name] = own(props, name);
      }
      // React 19 takes `lang` for a property, and without one sets it to the text "null".
      if (own(props, 'lang') == null) ref.current.removeAttribute('lang');
    });

    useCommit(() => {
      const element = ref.current;
      // For the element's life: removed during a creation, it completes it and reports it. Strict mode runs this twice.
      if (listeningElement.current !== element) {
        for (const [name, prop] of events) {
          element.addEventListener(name, (event) => own(latestProps.current, prop)?.(event));
        }
        listeningElement.current = element;
      }
      // Now the properties are set and the listeners are there: a newly defined element starts with all of it.
      define();
    }, []);

    const rest = Object.fromEntries(Object.entries(props).filter(([name]) => !ownProps.has(name)));
    for (const [attribute, property] of attributes) if (own(props, property) != null) rest[attribute] = props[property];
    // React 18 does not translate `className` for custom elements.
    if (own(props, 'className') != null) rest.class = props.className;
    return createElement(type.tag, { ...rest, ref });
  });
  Component.displayName = pascalCase(type.tag);
  return Component;
}

/** `<oneflow-contract-picker>`. */
export const ContractPicker = component(OneflowContractPicker, PICKER);

/** `<oneflow-contract-card>`. */
export const ContractCard = component(OneflowContractCard, CARD);

/** `<oneflow-contract-list>`. */
export const ContractList = component(OneflowContractList, LIST);
