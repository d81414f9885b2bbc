/**
 * Windows of publication time: hours, days, ISO weeks, months, years and sliding spans in any zone.
 *
 * <p>Imports {@code article}. Start reading at {@link io.broadsheet.window.WindowScheme}, which
 * knows no Beam; {@code PublicationWindows} is its Beam adapter.
 */
package io.broadsheet.window;
