import { offer } from '../page/offer.ts';

offer({});
