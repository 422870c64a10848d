export { type Measurement, ModelMeasure } from '../clip/measure/measure';
