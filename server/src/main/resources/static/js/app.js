// What every page gets. Each module finds its own elements and does nothing where there are none.
import './theme.js';
