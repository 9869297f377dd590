import evidence from './evidence';
import event from './event';
import shell from './shell';
import terms from './terms';
import work from './work';

export default { ...shell, ...work, ...evidence, terms, event };
