/** What every record shows below its summary: one chunk, which the document of an appointment preloads. */
export { CustomerCard } from './customer/customer-card.tsx';
export { PaperFoot, PaperHead } from './paper.tsx';
export { RecordFooter } from './record/record-footer.tsx';
export { RelatedCard } from './related/related-card.tsx';
export { PatientLine } from './summary/patient-line.tsx';
export { TreatmentsCard } from './treatments/treatments-card.tsx';
