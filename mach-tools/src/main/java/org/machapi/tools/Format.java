package org.machapi.tools;

/** How results are written. */
enum Format {
  /** Aligned tables, for people. */
  TEXT,
  /** JSON, described by docs/machports.schema.json. */
  JSON,
  /** Comma-separated values with a line of headings (RFC 4180). */
  CSV
}
