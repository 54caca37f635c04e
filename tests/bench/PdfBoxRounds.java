import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Extracts the text of all files, once for each line it is sent, and answers with the number of characters. */
class PdfBoxRounds {
    public static void main(String[] names) throws Exception {
        LogManager.getLogManager().reset(); // words of replaced fonts would cost it time
        List<byte[]> files = new ArrayList<>();
        for (String name : names) {
            files.add(Files.readAllBytes(Path.of(name)));
        }
        BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in));
        while (rounds.readLine() != null) {
            long characters = 0;
            for (byte[] file : files) {
                try (PDDocument document = Loader.loadPDF(file)) {
                    characters += new PDFTextStripper().getText(document).length();
                }
            }
            System.out.println(characters);
            System.out.flush();
        }
    }
}
