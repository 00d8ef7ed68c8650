package io.windfarm.ingest.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.PathMatcher;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The files that are to be read: by path or URI, several with commas between. Each is a file, a
 * folder, which stands for all files below it, or a pattern ({@code *}, {@code ?}, {@code **},
 * {@code [..]}, as in a shell). Names that begin with a dot or an underscore are left out, as every
 * reader of lakes does.
 */
public final class Input implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<String> places;

  private Input(List<String> places) {
    this.places = places;
  }

  /**
   * The files at some places.
   *
   * @param places with commas between
   */
  public static Input of(String places) {
    return new Input(
        Arrays.stream(places.split(","))
            .map(String::trim)
            .filter(place -> !place.isEmpty())
            .collect(Collectors.toList()));
  }

  /**
   * What is there now, in order of the paths; of each file once.
   *
   * @throws FileNotFoundException if a place that is no pattern is not there
   */
  List<FilePart> list() throws IOException {
    Map<String, FilePart> found = new TreeMap<>();
    for (String place : places) {
      int wild = firstWild(place);
      if (wild < 0) {
        Path path = new Path(place);
        FileSystem files = path.getFileSystem();
        add(files, files.getFileStatus(path), null, found);
      } else {
        addMatching(place, place.substring(0, place.lastIndexOf('/', wild) + 1), found);
      }
    }
    return new ArrayList<>(found.values());
  }

  private static void addMatching(String pattern, String folder, Map<String, FilePart> found)
      throws IOException {
    Path path = new Path(folder.isEmpty() ? "." : folder);
    FileSystem files = path.getFileSystem();
    if (!files.exists(path)) {
      return;
    }
    FileStatus root = files.getFileStatus(path);
    // As the file system spells the folder, so that its files' paths can match.
    String spelt = root.getPath().toUri().getPath();
    String rest = pattern.substring(folder.length());
    String glob = "glob:" + escaped(spelt.endsWith("/") ? spelt : spelt + "/") + rest;
    add(files, root, FileSystems.getDefault().getPathMatcher(glob), found);
  }

  private static void add(
      FileSystem files, FileStatus status, PathMatcher matcher, Map<String, FilePart> found)
      throws IOException {
    if (status.isDir()) {
      FileStatus[] below = files.listStatus(status.getPath());
      for (FileStatus child : below == null ? new FileStatus[0] : below) {
        if (!isHidden(child.getPath().getName())) {
          add(files, child, matcher, found);
        }
      }
    } else if (matcher == null || matcher.matches(Paths.get(status.getPath().toUri().getPath()))) {
      String path = status.getPath().toString();
      found.put(path, FilePart.found(path, status.getLen(), status.getModificationTime()));
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  private static int firstWild(String place) {
    for (int i = 0; i < place.length(); i++) {
      if ("*?[{".indexOf(place.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("*?[]{}\\".indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return String.join(",", places);
  }
}
