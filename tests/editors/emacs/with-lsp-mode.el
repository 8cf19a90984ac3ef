;;; with-lsp-mode.el --- Test connector-ls.el with lsp-mode -*- lexical-binding: t; -*-

;;; Code:

(require 'player)
(require 'lsp-mode)

(setq connector-ls-client 'lsp-mode
      lsp-auto-guess-root t
      lsp-enable-snippet nil
      lsp-enable-suggest-server-download nil
      lsp-session-file (make-temp-file "lsp-session-"))
(delete-file lsp-session-file)

(defconst with-lsp-mode--definition "apiDefinition.swagger.json")

(player-answer-together)
(player-write "package.json" "{}\n")

(player-play
 (list
  (player-beat "open the definition"
               (lambda () (player-show with-lsp-mode--definition) nil)
               (lambda () (and lsp-mode (lsp-workspaces))))
  (player-beat "see a finding" #'ignore
               (lambda ()
                 (cl-loop for found in (gethash buffer-file-name (lsp-diagnostics))
                          when (equal (connector-ls--get found :code) "operation/visibility-invalid")
                          return (connector-ls--get found :message))))
  (player-beat "open the properties"
               (lambda () (player-show "apiProperties.json") nil)
               (lambda () (and lsp-mode (lsp-workspaces))))
  (player-beat "other JSON has no server"
               (lambda () (player-show "package.json")
                 (when (derived-mode-p 'connector-ls-json-mode) (error "It is taken for a file of a connector"))
                 nil)
               (lambda () (not (bound-and-true-p lsp-mode))))
  (player-beat "go from a policy to its operation"
               (lambda () (player-show "apiProperties.json")
                 (goto-char (player-place "\"Get$0Booking\""))
                 "M-.")
               (lambda () (and (string-suffix-p with-lsp-mode--definition buffer-file-name)
                               (string-search "\"operationId\": \"GetBooking\"" (thing-at-point 'line t)))))
  (player-beat "a step of the operation at point"
               (lambda () (player-show with-lsp-mode--definition)
                 (goto-char (player-place "Books a $0room, if"))
                 "M-x connector-ls-revision RET start RET RET")
               (lambda () (and (player-has with-lsp-mode--definition "\"CreateBooking_V2\"")
                               (player-has "apiProperties.json" "\"CreateBooking_V2\""))))
  (player-beat "changes since publication"
               (lambda () "M-x connector-ls-changes RET")
               (lambda () (and (equal (buffer-name) "*Connector changes*")
                               (string-search "'MoveBooking' is new" (buffer-string)))))))

;;; with-lsp-mode.el ends here
