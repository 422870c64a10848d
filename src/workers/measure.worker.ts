import { ModelMeasure } from '../clip/measure/measure';
import { serve } from './connect';

serve(new ModelMeasure());
