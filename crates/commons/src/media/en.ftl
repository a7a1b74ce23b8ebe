# Pictures
wrong-empty = This file is empty. Choose the picture again.
wrong-bytes = This picture is too heavy. We take up to { $megabytes } MB; send a smaller copy.
wrong-heic = This picture is saved as HEIC, which we cannot read. Choose JPEG in your phone, or send a screenshot.
wrong-kind = We cannot show this file. We take JPEG, PNG and WebP pictures.
wrong-large = This picture has too many pixels. Make it smaller and send it again.
wrong-damaged = We could not read this picture. The file is damaged or cut off; choose it again.
wrong-work = Reading this file would take too much time or memory. Send an ordinary photograph or a copy of it.
wrong-many = There may be at most { $most } pictures. Remove one of them first.
wrong-no-alt = Say in one sentence what the picture shows. A screen reader will read it aloud.
wrong-no-file = There is a description but no picture. Choose the file.
