/**
 * Files of records that bring their schema: Avro and Parquet.
 *
 * <p>Start reading at {@link io.broadsheet.parse.structured.AvroFormat}.
 */
package io.broadsheet.parse.structured;
