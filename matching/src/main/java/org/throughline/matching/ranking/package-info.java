/**
 * Who meets a need: an exact, explainable sum over what people hold, knowing nothing of search engines, databases or credentials.
 *
 * <p>Begin at {@link org.throughline.matching.ranking.Ranking}. Every strength, share and score lies in [0, 1].
 */
@NullMarked
package org.throughline.matching.ranking;

import org.jspecify.annotations.NullMarked;
