import { serve } from './connect';
import { ModelMeasure } from './measure';

serve(new ModelMeasure());
