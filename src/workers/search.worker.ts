import { serve } from './connect';
import { Library } from './library';

serve(new Library());
