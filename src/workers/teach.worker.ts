import { serve } from './connect';
import { TeachService } from './teach';

serve(new TeachService());
