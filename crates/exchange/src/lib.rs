//! Exchange rings and fair matching: optimal, explained, verifiable.
