/** Records to tables and JSON, for screens and files alike. */
@NullMarked
package io.pergola.report;

import org.jspecify.annotations.NullMarked;
