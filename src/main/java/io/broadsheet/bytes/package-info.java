/** Numbers and texts in byte arrays: what blocks are made of. Imports nothing of this project. */
package io.broadsheet.bytes;
