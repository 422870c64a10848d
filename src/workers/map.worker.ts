import { serve } from './connect';
import { MapService } from './map';

serve(new MapService());
