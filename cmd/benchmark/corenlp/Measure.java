import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * Annotates the texts of standard input, which a NUL parts, and prints what that took as
 * JSON. The first texts are read once before, so that the machine code is there when the
 * clock starts; loading the models is told apart.
 *
 * Arguments are properties of the pipeline: "annotators=tokenize,pos".
 */
class Measure {
  public static void main(String[] args) throws Exception {
    String[] texts = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\0");
    Properties properties = new Properties();
    for (String a : args) {
      properties.setProperty(a.substring(0, a.indexOf('=')), a.substring(a.indexOf('=') + 1));
    }
    long begin = System.nanoTime(), before = cpu();
    StanfordCoreNLP pipeline = new StanfordCoreNLP(properties);
    double load = (System.nanoTime() - begin) / 1e9, loadCPU = (cpu() - before) / 1e9;
    for (int i = 0; i < Math.max(1, texts.length / 5); i++) {
      pipeline.annotate(new CoreDocument(texts[i]));
    }
    begin = System.nanoTime();
    before = cpu();
    int tokens = 0;
    for (String text : texts) {
      CoreDocument document = new CoreDocument(text);
      pipeline.annotate(document);
      tokens += document.tokens().size();
    }
    System.out.printf(
        "{\"wall_s\": %.3f, \"cpu_s\": %.3f, \"load_wall_s\": %.3f, \"load_cpu_s\": %.3f, \"own_tokens\": %d}%n",
        (System.nanoTime() - begin) / 1e9, (cpu() - before) / 1e9, load, loadCPU, tokens);
  }

  static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }
}
