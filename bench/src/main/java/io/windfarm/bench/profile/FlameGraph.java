package io.windfarm.bench.profile;

import java.util.Locale;

/**
 * A tree of calls as one page that needs nothing else: a box a call, as wide as its share of the
 * samples, its callers below it. A click on a box makes it as wide as the page.
 */
final class FlameGraph {
  private static final int ROW = 17;

  /** A call with less than this share would be too narrow to see. */
  private static final double NARROWEST = 0.0005;

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <meta charset="utf-8">
      <title>TITLE</title>
      <style>
      body { font: 13px sans-serif; margin: 12px }
      #graph { position: relative; overflow: hidden }
      #graph div { position: absolute; height: 16px; line-height: 16px; overflow: hidden;
        white-space: nowrap; font-size: 11px; cursor: pointer; box-sizing: border-box;
        border-left: 1px solid white }
      .part { display: inline-block; padding: 2px 6px; margin: 2px }
      </style>
      <h1>TITLE</h1>
      <p>SAMPLES samples of Java that ran. A click widens a call, one on the lowest row shows all again.</p>
      """;

  private static final String SCRIPT =
      """
      <script>
      const boxes = [...document.querySelectorAll('#graph div')];
      function show(from, width) {
        for (const box of boxes) {
          const left = (box.dataset.x - from) / width, wide = box.dataset.w / width;
          const inside = left < 1 && left + wide > 0;
          box.hidden = !inside || wide < 0.0005;
          box.style.left = 100 * Math.max(0, left) + '%';
          box.style.width = 100 * (Math.min(1, left + wide) - Math.max(0, left)) + '%';
        }
      }
      for (const box of boxes) box.onclick = () => show(+box.dataset.x, +box.dataset.w);
      show(0, 1);
      </script>
      </html>
      """;

  private final StringBuilder page = new StringBuilder();
  private final double all;
  private final int depth;

  private FlameGraph(CallTree tree) {
    this.all = (double) Math.max(1, tree.samples());
    this.depth = depthOf(tree);
  }

  static String of(String title, CallTree tree) {
    FlameGraph graph = new FlameGraph(tree);
    graph.page.append(
        HEAD.replace("TITLE", escaped(title)).replace("SAMPLES", String.valueOf(tree.samples())));
    for (Part part : Part.values()) {
      graph.page.append(
          String.format(
              "<span class=\"part\" style=\"background:%s\">%s</span>%n",
              part.colour(), part.title()));
    }
    graph.page.append(
        String.format("<div id=\"graph\" style=\"height:%dpx\">%n", (graph.depth + 1) * ROW));
    graph.box("all", tree, 0, 0);
    graph.page.append("</div>\n").append(SCRIPT);
    return graph.page.toString();
  }

  private int depthOf(CallTree tree) {
    return 1
        + tree.calls().values().stream()
            .filter(this::isSeen)
            .mapToInt(this::depthOf)
            .max()
            .orElse(0);
  }

  private boolean isSeen(CallTree tree) {
    return tree.samples() / all >= NARROWEST;
  }

  private void box(String name, CallTree tree, double x, int level) {
    double share = tree.samples() / all;
    String text = escaped(name);
    page.append(
        String.format(
            Locale.ROOT,
            "<div data-x=\"%.6f\" data-w=\"%.6f\" style=\"top:%dpx;background:%s\""
                + " title=\"%s: %.2f %%, %s\">%s</div>%n",
            x,
            share,
            (depth - level) * ROW,
            tree.part().colour(),
            text,
            100 * share,
            tree.part().title(),
            text));
    double at = x;
    for (var call : tree.calls().entrySet()) {
      if (isSeen(call.getValue())) {
        box(call.getKey(), call.getValue(), at, level + 1);
        at += call.getValue().samples() / all;
      }
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
