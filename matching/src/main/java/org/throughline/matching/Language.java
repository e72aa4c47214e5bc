package org.throughline.matching;

import java.lang.Character.UnicodeScript;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.bn.BengaliAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cjk.CJKAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.eu.BasqueAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.gl.GalicianAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.hy.ArmenianAnalyzer;
import org.apache.lucene.analysis.id.IndonesianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/** Which analyser cuts a text into words: by its language where that is known, by its script and its small words where not. */
final class Language {
    private static final Analyzer UNKNOWN = new StandardAnalyzer();
    private static final Analyzer CJK = new CJKAnalyzer();
    private static final Map<String, Analyzer> BY_LANGUAGE = byLanguage();
    private static final Set<UnicodeScript> CJK_SCRIPTS =
            EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private Language() {}

    private static Map<String, Analyzer> byLanguage() {
        Map<String, Analyzer> map = new LinkedHashMap<>();
        map.put("en", new EnglishAnalyzer());
        map.put("es", new SpanishAnalyzer());
        map.put("fr", new FrenchAnalyzer());
        map.put("de", new GermanAnalyzer());
        map.put("pt", new PortugueseAnalyzer());
        map.put("it", new ItalianAnalyzer());
        map.put("nl", new DutchAnalyzer());
        map.put("sv", new SwedishAnalyzer());
        map.put("da", new DanishAnalyzer());
        map.put("no", new NorwegianAnalyzer());
        map.put("nb", new NorwegianAnalyzer());
        map.put("fi", new FinnishAnalyzer());
        map.put("et", new EstonianAnalyzer());
        map.put("lv", new LatvianAnalyzer());
        map.put("lt", new LithuanianAnalyzer());
        map.put("cs", new CzechAnalyzer());
        map.put("hu", new HungarianAnalyzer());
        map.put("ro", new RomanianAnalyzer());
        map.put("bg", new BulgarianAnalyzer());
        map.put("ru", new RussianAnalyzer());
        map.put("el", new GreekAnalyzer());
        map.put("tr", new TurkishAnalyzer());
        map.put("ca", new CatalanAnalyzer());
        map.put("gl", new GalicianAnalyzer());
        map.put("eu", new BasqueAnalyzer());
        map.put("ga", new IrishAnalyzer());
        map.put("hy", new ArmenianAnalyzer());
        map.put("ar", new ArabicAnalyzer());
        map.put("fa", new PersianAnalyzer());
        map.put("hi", new HindiAnalyzer());
        map.put("bn", new BengaliAnalyzer());
        map.put("th", new ThaiAnalyzer());
        map.put("id", new IndonesianAnalyzer());
        map.put("zh", CJK);
        map.put("ja", CJK);
        map.put("ko", CJK);
        return map;
    }

    /** The analyser for a text: CJK bigrams by its script, else by the language tag; unknown languages are cut but not stemmed. */
    static Analyzer analyser(String text, String tag) {
        if (isMostlyCjk(text)) {
            return CJK;
        }
        return BY_LANGUAGE.getOrDefault(Locale.forLanguageTag(tag).getLanguage(), UNKNOWN);
    }

    /**
     * The language whose small words (the analysers' stop words) are the most frequent in the texts; {@code und} where none is
     * found. Short statements are guessed together because one alone may hold no small word.
     */
    static String guess(Collection<String> texts) {
        List<String> words = texts.stream()
                .limit(2_000)
                .flatMap(text -> List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}]+")).stream())
                .toList();
        String best = "und";
        long most = 0;
        for (Map.Entry<String, Analyzer> entry : BY_LANGUAGE.entrySet()) {
            if (entry.getValue() instanceof StopwordAnalyzerBase analyzer) {
                CharArraySet small = analyzer.getStopwordSet();
                long found = words.stream().filter(small::contains).count();
                if (found > most) {
                    most = found;
                    best = entry.getKey();
                }
            }
        }
        return best;
    }

    private static boolean isMostlyCjk(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long cjk = text.codePoints()
                .filter(Character::isLetter)
                .filter(c -> CJK_SCRIPTS.contains(UnicodeScript.of(c)))
                .count();
        return 2 * cjk > letters;
    }
}
