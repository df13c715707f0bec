import { serve } from './serve.ts';

/** The entry point that the extension starts. */
void serve();
