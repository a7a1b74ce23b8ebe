//! Papers: PDF, QR codes and SVG pictures.
