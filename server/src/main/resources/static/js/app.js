// What every page gets. Each module finds its own elements and does nothing where there are none.
import './requests.js';
import './theme.js';
import './dialog.js';
import './keys.js';
import './toast.js';
import './copylink.js';
import './filter.js';
import './dropzone.js';
import './tree.js';
import './drafttree.js';
import './keyedlist.js';
import './passkeys.js';
import './share.js';
