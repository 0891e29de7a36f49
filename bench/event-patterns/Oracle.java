import java.io.*;
import java.nio.charset.StandardCharsets;
import software.amazon.event.ruler.*;
/** Lines of "pattern TAB event" in; "true", "false" or "!reason" out. */
public class Oracle {
  public static void main(String[] args) throws Exception {
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    PrintStream out = new PrintStream(System.out, true, "UTF-8");
    for (String line; (line = in.readLine()) != null;) {
      String[] parts = line.split("\t", 2);
      String answer;
      try {
        String bad = JsonRuleCompiler.check(parts[0]); if (bad != null) { out.println("!" + bad.split("\n")[0]); continue; }
        Machine machine = new Machine();
        machine.addRule("r", parts[0]);
        answer = String.valueOf(!machine.rulesForJSONEvent(parts[1]).isEmpty());
      } catch (Throwable e) {
        answer = "!" + String.valueOf(e.getMessage()).split("\n")[0];
      }
      out.println(answer);
    }
  }
}
