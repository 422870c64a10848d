import { serve } from './connect';
import { LanguageModelService } from './language-model';

serve(new LanguageModelService());
