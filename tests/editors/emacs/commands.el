;;; commands.el --- Test what connector-ls.el adds to Emacs -*- lexical-binding: t; -*-

;;; Code:

(require 'player)
(require 'eglot)

(defvar commands--shown nil "What the browser was asked to show.")
(setq browse-url-browser-function (lambda (url &rest _) (setq commands--shown url)))

(defconst commands--definition "apiDefinition.swagger.json")

;; As the README says it.
(setq-default eglot-workspace-configuration
              '(:connector-ls (:rules (:operation/visibility-invalid "info"))))

(defun commands--page (name &rest texts)
  "Whether the window shows the buffer called NAME with all TEXTS."
  (and (equal (buffer-name) name)
       (cl-every (lambda (text) (string-search text (buffer-string))) texts)))

(defun commands--open (name)
  "A beat that opens the file called NAME, which has a server."
  (player-beat (concat "open " name) (lambda () (player-show name) nil) #'eglot-managed-p))

(defun commands--go (at)
  "Go to the place AT in the definition."
  (player-show commands--definition)
  (goto-char (player-place at)))

(player-answer-together)
(player-write "package.json" "{}\n")
(player-write "settings.json" "{ \"apiDefinition\": \"apiDefinition.swagger.json\" }\n")
(player-write "connector-ls.jsonc" "{ \"profile\": \"custom\" }\n")
(player-write "elsewhere/settings.json" "{}\n")

(defun commands--taken (name)
  "Visit a file called NAME, which may not be there, and give its mode."
  (let ((connector-ls-client nil))
    (with-current-buffer (find-file-noselect (player-file name))
      (prog1 major-mode (kill-buffer)))))

(player-play
 (list
  (commands--open "apiProperties.json")
  (commands--open "settings.json")
  (commands--open "connector-ls.jsonc")
  (commands--open commands--definition)
  (player-beat "settings reach the server" #'ignore
               (lambda ()
                 (cl-some (lambda (found)
                            (let ((data (alist-get 'eglot-lsp-diag (flymake-diagnostic-data found))))
                              (and (equal (plist-get data :code) "operation/visibility-invalid")
                                   (= 3 (plist-get data :severity)))))
                          (flymake-diagnostics))))
  (player-beat "other JSON has no server"
               (lambda ()
                 (dolist (name '("package.json" "elsewhere/settings.json"))
                   (player-show name)
                   (when (or (eglot-managed-p) (derived-mode-p 'connector-ls-json-mode))
                     (error "%s is taken for a file of a connector" name)))
                 nil))
  (player-beat "files are known in any letter case, and before they are there"
               (lambda ()
                 (dolist (name '("apidefinition.json" "APIPROPERTIES.JSON" "later/apiProperties.json" "Settings.json"))
                   (unless (eq (commands--taken name) 'connector-ls-json-mode)
                     (error "%s has %s" name (commands--taken name))))
                 (unless (eq (commands--taken "later/settings.json") 'js-mode)
                   (error "A settings.json in no folder has %s" (commands--taken "later/settings.json")))
                 nil))
  (player-beat "without the program, it is said what to do"
               (lambda ()
                 (let ((connector-ls-command '("connector-ls-is-not-here" "lsp")))
                   (player-show "later/apiDefinition.json"))
                 nil)
               (lambda ()
                 (with-current-buffer (messages-buffer)
                   (string-search "There is no program connector-ls-is-not-here." (buffer-string)))))
  (player-beat "one server runs for the repository"
               (lambda ()
                 (unless (= 1 (length (apply #'append (hash-table-values eglot--servers-by-project))))
                   (error "There are others"))
                 nil))
  (player-beat "a step of the operation at point"
               (lambda () (commands--go "Books a $0room, if")
                 "M-x connector-ls-revision RET start RET RET")
               (lambda () (and (player-has commands--definition "\"CreateBooking_V2\"")
                               (player-has "apiProperties.json" "\"CreateBooking_V2\""))))
  (player-beat "a step of the operation whose name point is on"
               (lambda ()
                 (player-show "apiProperties.json")
                 (goto-char (player-place "\"Get$0Booking\""))
                 "M-x connector-ls-revision RET start RET RET")
               (lambda () (player-has commands--definition "\"GetBooking_V2\"")))
  (player-beat "a step of the operation that is named"
               (lambda () (connector-ls-revision "start" "MoveBooking") nil)
               (lambda () (player-has commands--definition "\"MoveBooking_V2\"")))
  (player-beat "a step that does not apply says why"
               (lambda () (connector-ls-revision "hide" "ListBookings") nil)
               (lambda () (with-current-buffer (messages-buffer)
                            (string-search "not deprecated" (buffer-string)))))
  (player-beat "deprecated with its last day"
               (lambda () (commands--go "List$0s the bookings of one day")
                 "M-x connector-ls-deprecate RET RET 2034-06-30 RET")
               (lambda () (player-has commands--definition "\"expires\": \"2034-06-30\"")))
  (player-beat "an operation is chosen"
               (lambda () "M-x connector-ls-operations RET ListRooms RET")
               (lambda () (string-search "\"operationId\": \"ListRooms\"" (or (thing-at-point 'line t) ""))))
  (player-beat "changes since publication"
               (lambda () "M-x connector-ls-changes RET")
               (lambda () (commands--page "*Connector changes*" "Changes since main" "'MoveBooking' is new")))
  (player-beat "a change leads to its place"
               (lambda ()
                 (goto-char (point-min))
                 (search-forward "'MoveBooking' is new")
                 "TAB RET")
               (lambda () (string-search "\"operationId\": \"MoveBooking\"" (or (thing-at-point 'line t) ""))))
  (player-beat "the preview is opened as a page"
               (lambda () (player-show commands--definition) "M-x connector-ls-preview RET")
               (lambda ()
                 (and commands--shown
                      (with-temp-buffer
                        (insert-file-contents (connector-ls--file commands--shown))
                        (and (string-prefix-p "<!DOCTYPE html>" (buffer-string))
                             (string-search "Contoso Rooms" (buffer-string)))))))
  (player-beat "the status"
               (lambda () (player-show commands--definition) "M-x connector-ls-status RET")
               (lambda ()
                 (commands--page "*Connector status*"
                                 "connector-ls " "Contoso Rooms" "0 errors, " "Published: main\n")))))

;;; commands.el ends here
