import { keepSpares } from './drivers/spare.ts';

keepSpares();
