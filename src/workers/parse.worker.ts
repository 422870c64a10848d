import { serve } from './connect';
import { ParseService } from './parse-service';

serve(new ParseService());
