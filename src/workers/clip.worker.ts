import { ClipEncoder } from '../clip/clip-encoder';
import { serve } from './connect';

serve(new ClipEncoder());
