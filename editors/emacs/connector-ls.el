;;; connector-ls.el --- Power Platform connectors -*- lexical-binding: t; -*-

;; Author: The authors of connector-ls
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages, tools
;; URL: https://github.com/connector-ls/connector-ls
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Checks Microsoft Power Platform connectors while they are written, and takes their operations through revisions, with
;; the language server connector-ls and either eglot or lsp-mode:
;;
;;     (require 'connector-ls)
;;
;; Files of connectors get a major mode of their own, so that the server is started for them and for no other JSON.

;;; Code:

(require 'js)
(require 'seq)
(require 'subr-x)
(require 'url-parse)
(require 'url-util)

(declare-function eglot--signal-textDocument/didChange "eglot")
(declare-function eglot-current-server "eglot")
(declare-function eglot-ensure "eglot")
(declare-function jsonrpc-async-request "jsonrpc")
(declare-function lsp-deferred "lsp-mode")
(declare-function lsp-find-workspace "lsp-mode")
(declare-function lsp-register-client "lsp-mode")
(declare-function lsp-request-async "lsp-mode")
(declare-function lsp-stdio-connection "lsp-mode")
(declare-function make-lsp-client "lsp-mode")
(defvar eglot-send-changes-idle-time)
(defvar eglot-server-programs)
(defvar lsp--cur-workspace)
(defvar lsp-language-id-configuration)

(defgroup connector-ls nil
  "Power Platform connectors."
  :group 'languages
  :prefix "connector-ls-")

(defcustom connector-ls-command '("connector-ls" "lsp")
  "The program that is the server, with its arguments."
  :type '(repeat string))

(defcustom connector-ls-client 'eglot
  "What starts the server in files of connectors; nil for nothing."
  :type '(choice (const eglot) (const lsp-mode) (const :tag "Nothing" nil)))

;;; Files of connectors

(defconst connector-ls--names
  (rx bos (or (seq "apidefinition" (* nonl) ".json")
              "apiproperties.json"
              (seq (* nonl) (or "_openapidefinition" "_connectionparameters" "_policytemplateinstances") ".json")
              (seq "connector-ls.json" (? "c")))
      eos)
  "The files that the server knows by their names alone, in small letters.")

(defun connector-ls--file-p ()
  "Whether the buffer has a file of a connector, in any letter case.
A settings.json is one beside a definition, as paconn has it."
  (when buffer-file-name
    (let ((case-fold-search t)
          (name (file-name-nondirectory buffer-file-name))
          (folder (file-name-directory buffer-file-name)))
      (or (string-match-p connector-ls--names name)
          (and (equal (downcase name) "settings.json")
               (file-directory-p folder)
               (seq-some (lambda (other) (string-match-p "\\`apidefinition.*\\.json\\'" other))
                         (directory-files folder)))))))

(define-derived-mode connector-ls-json-mode js-mode "Connector"
  "Major mode for the JSON files of Power Platform connectors."
  ;; As the mode for JSON does in Emacs 29: there are no expressions and no frameworks in it.
  (setq-local js-enabled-frameworks nil)
  (setq-local syntax-propertize-function nil)
  (setq-local js-indent-level 2)
  (setq-local indent-tabs-mode nil)
  ;; By default eglot tells of changes half a second late, and before a request only of those in its own buffer.  An edit
  ;; of several files must know all of them.
  (setq-local eglot-send-changes-idle-time 0))

;; M-. finds operations and definitions, not functions of JavaScript.
(define-key connector-ls-json-mode-map [remap js-find-symbol] #'xref-find-definitions)

(put 'connector-ls-json-mode 'eglot-language-id "json")
;; `auto-mode-alist' would find another mode for .json before it tries without letter case.
(add-to-list 'magic-mode-alist '(connector-ls--file-p . connector-ls-json-mode))

;;; The server

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'connector-ls-json-mode (lambda (&rest _) connector-ls-command))))

(with-eval-after-load 'lsp-mode
  (add-to-list 'lsp-language-id-configuration '(connector-ls-json-mode . "json"))
  (lsp-register-client
   (make-lsp-client
    :new-connection (lsp-stdio-connection (lambda () connector-ls-command))
    :major-modes '(connector-ls-json-mode)
    ;; Before the server for any JSON: two at once would say the same twice.
    :priority 1
    :server-id 'connector-ls)))

(defun connector-ls-ensure ()
  "Start the server by the client that `connector-ls-client' names."
  (let ((start (pcase connector-ls-client ('eglot #'eglot-ensure) ('lsp-mode #'lsp-deferred))))
    (cond ((not start))
          ((not (fboundp start))
           (message "%s is not installed.  Install it: M-x package-install RET %s"
                    connector-ls-client connector-ls-client))
          ((not (executable-find (car connector-ls-command) t))
           (message "There is no program %s.  Put it in your path, or name it in `connector-ls-command'"
                    (car connector-ls-command)))
          (t (funcall start)))))

(add-hook 'connector-ls-json-mode-hook #'connector-ls-ensure)

;; The clients' own ways to wait for an answer leave by a throw when it comes.  What came together with it is then lost in
;; lsp-mode, and in eglot left lying until there is more; the edit of a step comes so.
(defun connector-ls--await (send)
  "Wait for the answer to what SEND sends, and give it.
SEND is called with a function for the answer and one for the error."
  (let ((seconds 30) done answer failure)
    (funcall send
             (lambda (result) (setq answer result done t))
             (lambda (problem) (setq failure problem done t)))
    (while (not done)
      (when (zerop seconds)
        (user-error "The server does not answer.  Look at its log, or start it again"))
      (unless (accept-process-output nil 1)
        (setq seconds (1- seconds))))
    (when failure
      ;; lsp-mode makes lists of what several servers say.
      (when (and (consp failure) (not (keywordp (car failure))))
        (setq failure (car failure)))
      (user-error "%s" (connector-ls--get failure :message)))
    answer))

(defun connector-ls--eglot ()
  "The server of the buffer, if eglot runs it."
  (and (derived-mode-p 'connector-ls-json-mode)
       (fboundp 'eglot-current-server)
       (eglot-current-server)))

(defun connector-ls--tell-changes ()
  "Tell the server what has been typed, in all buffers.
Before a request eglot does that for its own buffer only, and the commands
here are about several files."
  (when (fboundp 'eglot--signal-textDocument/didChange)
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (when (connector-ls--eglot)
          (eglot--signal-textDocument/didChange))))))

(defun connector-ls--lsp-mode ()
  "The server of the buffer, if lsp-mode runs it."
  (and buffer-file-name
       (bound-and-true-p lsp-mode)
       (lsp-find-workspace 'connector-ls buffer-file-name)))

(defun connector-ls--request (method params)
  "Ask the server by METHOD with PARAMS, a property list, and give its answer."
  (let ((server (connector-ls--eglot)) (workspace (connector-ls--lsp-mode)))
    (cond (server
           (connector-ls--tell-changes)
           (connector-ls--await
            (lambda (answered failed)
              (jsonrpc-async-request server method params
                                     :success-fn answered :error-fn failed :timeout nil))))
          (workspace
           (connector-ls--await
            (lambda (answered failed)
              ;; Others may run in the buffer too, and do not know these requests.
              (let ((lsp--cur-workspace workspace))
                (lsp-request-async (substring (symbol-name method) 1) params answered
                                   :error-handler failed :mode 'detached)))))
          (t (user-error "No server runs here.  Open a file of a connector, and start eglot or lsp-mode")))))

(defun connector-ls--get (object &rest keys)
  "The value in OBJECT under KEYS, one inside of the other; nil for null.
Eglot gives property lists, lsp-mode hash tables, or property lists too."
  (dolist (key keys)
    (setq object (if (hash-table-p object)
                     (gethash (substring (symbol-name key) 1) object)
                   (plist-get object key))))
  (unless (memq object '(:null :json-false)) object))

(defun connector-ls--uri ()
  "The URI of the file of the buffer."
  (unless buffer-file-name
    (user-error "This buffer has no file.  Go to a file of a connector"))
  ;; As the clients write it: eglot follows links.
  (let ((file (if (connector-ls--eglot) (file-truename buffer-file-name) buffer-file-name)))
    (concat "file://" (if (eq system-type 'windows-nt) "/" "")
            (url-hexify-string file url-path-allowed-chars))))

(defun connector-ls--file (uri)
  "The file that has URI."
  (let ((path (decode-coding-string (url-unhex-string (url-filename (url-generic-parse-url uri))) 'utf-8)))
    (if (eq system-type 'windows-nt) (substring path 1) path)))

(defun connector-ls--line (range)
  "The line that RANGE begins in, the first being 1."
  (1+ (connector-ls--get range :start :line)))

(defun connector-ls--visit (uri range)
  "Go to the file with URI, and there to where RANGE begins."
  (find-file (connector-ls--file uri))
  (push-mark nil t)
  (widen)
  (goto-char (point-min))
  (forward-line (1- (connector-ls--line range)))
  (back-to-indentation))

;;; Operations

(defun connector-ls--operations ()
  "The operations of the connector, as (LABEL . REVISION) in the order of families."
  (let ((answer (connector-ls--request :connector-ls/operations (list :uri (connector-ls--uri)))))
    (or (seq-mapcat
         (lambda (family)
           (mapcar (lambda (revision) (cons (connector-ls--label revision) revision))
                   (connector-ls--get family :revisions)))
         (connector-ls--get answer :families))
        (user-error "This file belongs to no connector with operations"))))

(defun connector-ls--label (revision)
  "What REVISION is called in a list."
  (or (connector-ls--get revision :operationId)
      (concat (connector-ls--get revision :method) " " (connector-ls--get revision :path))))

(defun connector-ls--about (revision)
  "What there is to know about REVISION, in a few words."
  (let ((number (connector-ls--get revision :revision))
        (visibility (connector-ls--get revision :visibility))
        (breaking (connector-ls--get revision :changes :breaking)))
    (string-join
     (delq nil
           (list (connector-ls--get revision :kind)
                 (and (> number 1) (format "revision %d" number))
                 (and (equal (connector-ls--get revision :status) "Preview") "Preview")
                 (unless (equal visibility "normal") visibility)
                 (connector-ls--get revision :stage)
                 (and (> breaking 0) (format "%d breaking" breaking))))
     ", ")))

(defun connector-ls--read-operation (prompt operations default)
  "Read one of OPERATIONS after PROMPT; DEFAULT is the label of one, or nil."
  (let ((completion-extra-properties
         (list :annotation-function
               (lambda (label)
                 (concat "  " (connector-ls--about (cdr (assoc label operations))))))))
    (cdr (assoc (completing-read (format-prompt prompt default) operations nil t nil nil default)
                operations))))

(defun connector-ls--at-point (operations)
  "The label of the one of OPERATIONS that point is in, or on the name of."
  (let ((line (line-number-at-pos nil t))
        (uri (connector-ls--uri))
        (string (thing-at-point 'symbol t)))
    (car (seq-find (lambda (operation)
                     (let ((range (connector-ls--get (cdr operation) :range)))
                       (or (equal (car operation) string)
                           (and (equal (connector-ls--get (cdr operation) :uri) uri)
                                (<= (connector-ls--line range) line
                                    (1+ (connector-ls--get range :end :line)))))))
                   operations))))

(defun connector-ls--ask-operation ()
  "Ask for an operation, the one at point by default, and give its id."
  (let ((operations (connector-ls--operations)))
    (connector-ls--get
     (connector-ls--read-operation "Operation" operations (connector-ls--at-point operations))
     :operationId)))

(defun connector-ls-operations ()
  "Go to an operation of the connector."
  (interactive)
  (let* ((operations (connector-ls--operations))
         (chosen (connector-ls--read-operation "Go to the operation" operations nil)))
    (connector-ls--visit (connector-ls--get chosen :uri) (connector-ls--get chosen :selectionRange))))

;;; The life of an operation

(defconst connector-ls--steps
  '(("start" . "start its next revision")
    ("startSameBackend" . "the same, sent to the same path of the service")
    ("promote" . "from Preview to Production")
    ("deprecate" . "mark it as deprecated")
    ("supersede" . "deprecate it, and promote the newer revision")
    ("hide" . "hide it, once it is deprecated")
    ("retire" . "remove it, once it is expired")
    ("explicit" . "write the annotation that is implied"))
  "The steps in the life of an operation.")

(defun connector-ls--read-step ()
  "Read one of the steps."
  (let ((completion-extra-properties
         (list :annotation-function
               (lambda (step) (concat "  " (cdr (assoc step connector-ls--steps)))))))
    (completing-read "Step: " connector-ls--steps nil t)))

(defun connector-ls-revision (step operation-id)
  "Take STEP, such as \"start\", in the life of the operation with OPERATION-ID.
It changes all files at once, and each of them is undone by itself.  The
server says why a step does not apply."
  (interactive (list (connector-ls--read-step) (connector-ls--ask-operation)))
  (connector-ls--take step (list :operationId operation-id)))

(defun connector-ls-deprecate (operation-id &optional expires)
  "Deprecate the operation with OPERATION-ID.
EXPIRES is its last day, as 2027-06-30; nil or empty for none."
  (interactive (list (connector-ls--ask-operation)
                     (read-string "Last day, as 2027-06-30; empty for none: ")))
  (connector-ls--take
   "deprecate"
   (append (list :operationId operation-id)
           (unless (string-empty-p (or expires "")) (list :expires expires)))))

(defun connector-ls--take (step arguments)
  "Take STEP with ARGUMENTS, a property list."
  (connector-ls--request
   :workspace/executeCommand
   (list :command (concat "connector-ls.revision." step)
         :arguments (vector (append (list :uri (connector-ls--uri)) arguments)))))

;;; Pages

(define-derived-mode connector-ls-page-mode special-mode "Connector page"
  "Major mode for what the server tells of connectors.")

(define-key connector-ls-page-mode-map (kbd "TAB") #'forward-button)
(define-key connector-ls-page-mode-map (kbd "<backtab>") #'backward-button)

(defun connector-ls--show (name insert)
  "Show a page called NAME, whose text INSERT inserts."
  (with-current-buffer (get-buffer-create name)
    (connector-ls-page-mode)
    (let ((inhibit-read-only t))
      (erase-buffer)
      (funcall insert)
      (goto-char (point-min)))
    (pop-to-buffer (current-buffer))))

(defconst connector-ls--classes
  '(("breaking" . "Breaks flows") ("risky" . "Look twice") ("compatible" . "Breaks nothing"))
  "The classes of changes with their headings.")

(defun connector-ls--insert-change (change)
  "Insert what CHANGE is, what to do about it, and a button that goes there."
  (let ((uri (connector-ls--get change :uri))
        (range (connector-ls--get change :range)))
    (insert "- " (connector-ls--get change :message) "\n  " (connector-ls--get change :remedy) "\n  ")
    (if uri
        (insert-text-button (format "%s:%d" (file-name-nondirectory (connector-ls--file uri))
                                    (connector-ls--line range))
                            'follow-link t
                            'action (lambda (_) (connector-ls--visit uri range)))
      (insert "no longer there"))
    (insert ", " (connector-ls--get change :code) "\n")))

(defun connector-ls-changes ()
  "Show what has changed since the connector was published."
  (interactive)
  (let* ((answer (connector-ls--request :connector-ls/changes (list :uri (connector-ls--uri))))
         (baseline (connector-ls--get answer :baseline))
         (summary (connector-ls--get answer :summary)))
    (unless baseline
      (user-error "Nothing published is known of this file.  Commit its connector, or name a state as \"baseline\" in connector-ls.jsonc"))
    (connector-ls--show
     "*Connector changes*"
     (lambda ()
       (insert "Changes since " baseline "\n\n"
               (format "%d breaking, %d risky, %d compatible. For certification the update is: %s.\n"
                       (connector-ls--get summary :breaking) (connector-ls--get summary :risky)
                       (connector-ls--get summary :compatible) (connector-ls--get summary :update)))
       (pcase-dolist (`(,class . ,heading) connector-ls--classes)
         (when-let ((changes (seq-filter (lambda (change) (equal (connector-ls--get change :class) class))
                                         (connector-ls--get answer :changes))))
           (insert "\n" (propertize heading 'face 'bold) "\n\n")
           (mapc #'connector-ls--insert-change changes)))))))

(defun connector-ls-preview ()
  "Show in the browser what makers will see of the connector."
  (interactive)
  (let ((answer (connector-ls--request :connector-ls/preview (list :uri (connector-ls--uri))))
        (file (make-temp-file "connector-" nil ".html")))
    (unless answer
      (user-error "This file belongs to no connector, so there is nothing to preview"))
    (let ((coding-system-for-write 'utf-8-unix))
      (write-region (connector-ls--get answer :html) nil file nil 'silent))
    (browse-url-of-file file)))

(defun connector-ls--count (connector severity one)
  "How many findings of SEVERITY CONNECTOR has; ONE is what one is called."
  (let ((count (connector-ls--get connector :findings severity)))
    (format "%d %s%s" count one (if (= count 1) "" "s"))))

(defun connector-ls--insert-status (connector)
  "Insert what the server knows of CONNECTOR."
  (insert "\n" (propertize (connector-ls--get connector :title) 'face 'bold) "\n\n"
          "- " (abbreviate-file-name (connector-ls--file (connector-ls--get connector :uri))) "\n"
          "- " (connector-ls--count connector :errors "error")
          ", " (connector-ls--count connector :warnings "warning")
          ", " (connector-ls--count connector :infos "note") "\n"
          "- Published: "
          (string-join (delq nil (list (or (connector-ls--get connector :baseline :label)
                                           (connector-ls--get connector :baseline :state))
                                       (connector-ls--get connector :baseline :message)))
                       " ")
          "\n"
          (format "- Changes: %d breaking, %d risky\n"
                  (connector-ls--get connector :changes :breaking)
                  (connector-ls--get connector :changes :risky)))
  (seq-do (lambda (limit)
            (insert (format "- %s: %d of %d\n" (connector-ls--get limit :name)
                            (connector-ls--get limit :used) (connector-ls--get limit :limit))))
          (connector-ls--get connector :budget)))

(defun connector-ls-status ()
  "Show what the server knows of the connectors with open files."
  (interactive)
  (let ((answer (connector-ls--request :connector-ls/status (list :uri (connector-ls--uri)))))
    (connector-ls--show
     "*Connector status*"
     (lambda ()
       (insert "connector-ls " (connector-ls--get answer :version) "\n")
       (seq-do #'connector-ls--insert-status (connector-ls--get answer :connectors))))))

(provide 'connector-ls)
;;; connector-ls.el ends here
