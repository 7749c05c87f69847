package dev.whimbrel.engine.project;

import dev.whimbrel.core.difference.Tolerance;
import dev.whimbrel.core.fault.Place;

/** How far values of a column may lie apart, and where the project file says so. */
public record Tolerated(Tolerance by, Place place) {}
