import { mount } from 'svelte';

import Deal from './Deal.svelte';
import './page.css';

mount(Deal, { target: document.getElementById('app')!, props: { order: 'A-1017' } });
