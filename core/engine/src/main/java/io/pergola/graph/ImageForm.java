package io.pergola.graph;

/** In what form a chart is written. */
enum ImageForm {
    SVG,
    PNG
}
