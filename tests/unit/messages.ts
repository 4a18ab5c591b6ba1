import { catalogue } from '../../scripts/messages.ts';
import { useMessages } from '../../utils/i18n/index.ts';

// Every unit test reads the interface in English, straight from the files that the build reads.
const english = catalogue('en');
useMessages((name) => english[name] ?? '');
