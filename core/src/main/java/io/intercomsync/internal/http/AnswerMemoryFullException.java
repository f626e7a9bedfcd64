package io.intercomsync.internal.http;

import java.io.IOException;

/** Other answers leave too little memory for this one. Asking again may help. */
final class AnswerMemoryFullException extends IOException {
    AnswerMemoryFullException() {
        super("other answers under way leave too little memory for it");
    }
}
