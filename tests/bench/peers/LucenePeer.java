// Lucene 8 as its documentation uses it, to measure beside morgue: EnglishAnalyzer without stop words, facets from
// SortedSetDocValues, UnifiedHighlighter. No query cache: the same queries are asked again and again.
//
//   LucenePeer index DIRECTORY ARTICLES.tsv   the columns are those of peers.py
//   LucenePeer query DIRECTORY QUERIES        takes modes from standard input (tests/bench/query_rounds.h)

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;

public class LucenePeer {
  static final String[] FACETS = {"year", "source", "section", "country", "person", "organisation"};
  static final int MONTH = 1, FIRST_FACET = 2, COUNTRIES = FIRST_FACET + 3, HEADLINE = FIRST_FACET + FACETS.length;
  static final int SHOWN = 20;  // values of a facet

  static Analyzer analyzer() {
    return new EnglishAnalyzer(CharArraySet.EMPTY_SET);
  }

  static FacetsConfig facetsConfig() {
    FacetsConfig config = new FacetsConfig();
    for (String facet : FACETS) config.setMultiValued(facet, true);
    return config;
  }

  static void index(Path directory, Path articles) throws IOException {
    FacetsConfig facets = facetsConfig();
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(directory), new IndexWriterConfig(analyzer()));
        BufferedReader in = Files.newBufferedReader(articles)) {
      for (String line; (line = in.readLine()) != null; ) {
        String[] columns = line.split("\t", -1);
        Document document = new Document();
        document.add(new StringField("id", columns[0], Field.Store.YES));
        document.add(new StringField("month", columns[MONTH], Field.Store.NO));
        for (String country : columns[COUNTRIES].split(";"))
          if (!country.isEmpty()) document.add(new StringField("country", country, Field.Store.NO));
        for (int i = 0; i < FACETS.length; ++i)
          for (String value : columns[FIRST_FACET + i].split(";"))
            if (!value.isEmpty()) document.add(new SortedSetDocValuesFacetField(FACETS[i], value));
        document.add(new StoredField("headline", columns[HEADLINE]));
        document.add(new TextField("text", columns[HEADLINE] + "\n" + columns[HEADLINE + 1], Field.Store.YES));
        writer.addDocument(facets.build(document));
      }
    }
  }

  static class Asked {
    final Query query;

    Asked(String line, Analyzer analyzer) throws IOException {
      String[] columns = line.split("\t", -1);
      List<Term> terms = new ArrayList<>();
      try (TokenStream tokens = analyzer.tokenStream("text", new StringReader(columns[2]))) {
        CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
        for (tokens.reset(); tokens.incrementToken(); ) terms.add(new Term("text", term.toString()));
      }
      Query text;
      if (columns[1].equals("phrase")) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        terms.forEach(phrase::add);
        text = phrase.build();
      } else if (terms.size() == 1) {
        text = new TermQuery(terms.get(0));
      } else {
        BooleanQuery.Builder words = new BooleanQuery.Builder();
        for (Term term : terms)
          words.add(new TermQuery(term), columns[1].equals("and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD);
        text = words.build();
      }
      query = columns[3].isEmpty() ? text : new BooleanQuery.Builder()
          .add(text, BooleanClause.Occur.MUST)
          .add(new TermQuery(new Term(columns[3], columns[4])), BooleanClause.Occur.FILTER).build();
    }
  }

  static class Asker {
    final IndexSearcher searcher;
    final SortedSetDocValuesReaderState facets;
    final UnifiedHighlighter highlighter;
    long shown = 0;  // so that nothing is left out as unused

    Asker(Path directory) throws IOException {
      searcher = new IndexSearcher(DirectoryReader.open(FSDirectory.open(directory)));
      searcher.setQueryCache(null);
      facets = new DefaultSortedSetDocValuesReaderState(searcher.getIndexReader());
      highlighter = new UnifiedHighlighter(searcher, analyzer());
    }

    long ask(Query query, String mode) throws IOException {
      TopDocs page;
      if (mode.equals("facets")) {
        FacetsCollector matches = new FacetsCollector();
        page = FacetsCollector.search(searcher, query, 10, matches);
        SortedSetDocValuesFacetCounts counts = new SortedSetDocValuesFacetCounts(facets, matches);
        for (String facet : FACETS) {
          if (facets.getOrdRange(facet) == null) continue;  // no article has a value
          FacetResult values = counts.getTopChildren(SHOWN, facet);
          if (values != null) shown += values.labelValues.length;
        }
      } else {
        page = searcher.search(query, 10);
      }
      for (ScoreDoc match : page.scoreDocs) shown += searcher.doc(match.doc, Set.of("headline")).get("headline").length();
      if (mode.equals("snippets"))
        for (String snippet : highlighter.highlight("text", query, page)) shown += snippet == null ? 0 : snippet.length();
      return page.totalHits.value;
    }
  }

  static String residentKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status")))
      if (line.startsWith("VmRSS:")) return line.replaceAll("[^0-9]", "");
    return "0";
  }

  static void query(Path directory, Path queries) throws IOException {
    Asker asker = new Asker(directory);
    List<Asked> asked = new ArrayList<>();
    for (String line : Files.readAllLines(queries)) asked.add(new Asked(line, analyzer()));
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String mode; (mode = in.readLine()) != null; ) {
      StringBuilder out = new StringBuilder();
      for (Asked one : asked) {
        long wall = System.nanoTime(), cpu = thread.getCurrentThreadCpuTime();
        long matches = asker.ask(one.query, mode);
        out.append(System.nanoTime() - wall).append('\t').append(thread.getCurrentThreadCpuTime() - cpu);
        out.append('\t').append(matches).append('\n');
      }
      System.out.print(out.append("end\t").append(residentKilobytes()).append('\n'));
      System.out.flush();
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 3 && arguments[0].equals("index")) {
      index(Path.of(arguments[1]), Path.of(arguments[2]));
    } else if (arguments.length == 3 && arguments[0].equals("query")) {
      query(Path.of(arguments[1]), Path.of(arguments[2]));
    } else {
      System.err.println("usage: LucenePeer index DIRECTORY ARTICLES.tsv | query DIRECTORY QUERIES");
      System.exit(2);
    }
  }
}
